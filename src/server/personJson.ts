import { z } from "zod";
import { STANDINGS } from "../discuss/person.ts";

export const ProblemJson = z
  .object({ code: z.string(), message: z.string().describe("For a person."), field: z.string().optional() })
  .meta({ id: "Problem" });

export const PersonJson = z
  .object({
    id: z.string().describe("The same for everything this person is known by."),
    name: z.string().describe("Empty until he who just signed in for the first time gives one."),
    standing: z.enum(STANDINGS),
    class: z.string().optional(),
    affiliation: z.string().optional(),
    isVerified: z.boolean().describe("Signed in by mail or with a provider."),
    hasLeft: z.boolean().optional(),
  })
  .meta({ id: "Person" });

export const refusals = { "4xx": ProblemJson, "5xx": ProblemJson };
