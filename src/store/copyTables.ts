import { type Kysely, sql } from "kysely";

// biome-ignore lint/suspicious/noExplicitAny: tables are read as the database's own catalogue names them.
type AnyTables = Kysely<any>;
type Row = { [column: string]: unknown };

/** Links to sign in with are of use for minutes, and better asked for anew; what a backup says of itself ends with it. */
const NOT_COPIED = new Set(["verifications", "backup"]);
/** Rows in memory at one time: of the record a row has at most 100 kB or so, of the texts up to 32 MB. */
const MOST_ROWS = 500;

/** A table as the catalogue of SQLite names it. */
export interface Table {
  name: string;
  columns: string[];
  /** PostgreSQL gives large numbers as words. */
  numbers: string[];
  /** Columns of the primary key, in order. */
  key: string[];
}

/**
 * Copies every row of everything a store keeps into the tables of another
 * that has nothing yet. What is a table is told by the one in SQLite: what
 * only PostgreSQL has, its processes share for minutes.
 *
 * @param sqlite `from` or `to`: the one that is SQLite. Both have the newest schema.
 * @param onRows Called with how many rows were copied of how many.
 */
export async function copyTables(
  { from, to, sqlite }: { from: AnyTables; to: AnyTables; sqlite: AnyTables },
  onRows: (done: number, all: number) => void,
): Promise<void> {
  const tables = await listTables(sqlite);
  let [done, all] = [0, 0];
  for (const { name } of tables) all += await countRows(from, name);
  for (const table of tables) {
    // What a new store begins with: the stamp of its people.
    await to.deleteFrom(table.name).execute();
    for await (const rows of readRows(from, table)) {
      await to.insertInto(table.name).values(rows).execute();
      done += rows.length;
      onRows(done, all);
    }
  }
}

export async function countRows(database: AnyTables, table: string): Promise<number> {
  const { count } = await database
    .selectFrom(table)
    .select(({ fn }) => fn.countAll().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What is copied, by name. */
export async function listTables(sqlite: AnyTables): Promise<Table[]> {
  const { rows } = await sql<{ table: string; name: string; type: string; pk: number }>`
    SELECT tables.name AS "table", columns.name, columns.type, columns.pk
    FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
    ORDER BY tables.name, columns.cid`.execute(sqlite);
  const names = [...new Set(rows.map(({ table }) => table))].filter((name) => !NOT_COPIED.has(name));
  return names.map((name) => {
    const own = rows.filter(({ table }) => table === name);
    const key = own.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    return {
      name,
      columns: own.map((column) => column.name),
      numbers: own.filter(({ type }) => type === "INTEGER").map((column) => column.name),
      key: key.map((column) => column.name),
    };
  });
}

/** Each page begins after the last row of the one before: nothing is counted again, however long the table. */
export async function* readRows(from: AnyTables, { name, columns, numbers, key }: Table): AsyncGenerator<Row[]> {
  const most = name === "texts" ? 1 : MOST_ROWS;
  for (let last: Row | undefined; ; ) {
    let query = from.selectFrom(name).select(columns).limit(most);
    for (const column of key) query = query.orderBy(column);
    if (last) {
      const after: Row = last;
      query = query.where(({ eb, refTuple, tuple }) =>
        key.length === 1
          ? eb(key[0]!, ">", after[key[0]!])
          : // biome-ignore lint/suspicious/noExplicitAny: how many columns a key has is known when it runs.
            eb((refTuple as any)(...key), ">", (tuple as any)(...key.map((column) => after[column]))),
      );
    }
    const rows: Row[] = await query.execute();
    if (rows.length === 0) return;
    yield rows.map((row) => ({ ...row, ...numbersOf(row, numbers) }));
    if (rows.length < most) return;
    last = rows.at(-1)!;
  }
}

function numbersOf(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(names.map((name) => [name, typeof row[name] === "string" ? Number(row[name]) : row[name]]));
}
