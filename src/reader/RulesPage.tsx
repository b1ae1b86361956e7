import { Link } from "wouter";
import { RULES } from "../discuss/person.ts";

/** Every rule of who may do what, as the server itself applies it. */
export function RulesPage() {
  return (
    <main className="page home personal" id="text">
      <h1>Who may do what</h1>
      <p className="summary">
        These are the rules this site applies, all of them. Reading is free to everybody. How one gets a standing:{" "}
        <Link href="/account">your account</Link> says where yours comes from.
      </p>
      <table className="rules">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {RULES.map(({ act, who, when }) => (
            <tr key={act}>
              <th scope="row">{act}</th>
              <td>{who}</td>
              <td>{when}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
