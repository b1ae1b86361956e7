/** Who speaks, as everyone may see him. */
export interface Person {
  id: string;
  name: string;
  standing: "guest";
}
