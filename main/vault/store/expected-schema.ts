// SPDX-License-Identifier: Apache-2.0
import { DatabaseSync } from 'node:sqlite';
import { migrations, type Migrations } from './migrations.ts';

export interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly table: string;
  readonly sql: string | null;
}

export const schemaQuery = 'SELECT type, name, tbl_name, sql FROM main.sqlite_master';

export function schemaObject(row: Readonly<Record<string, unknown>>): SchemaObject {
  const sql = typeof row['sql'] === 'string' ? row['sql'] : null;
  return { type: String(row['type']), name: String(row['name']), table: String(row['tbl_name']), sql };
}

const known = new WeakMap<Migrations, Map<number, readonly SchemaObject[]>>();

export function expectedSchema(version: number, steps: Migrations = migrations): readonly SchemaObject[] {
  const versions = known.get(steps) ?? new Map<number, readonly SchemaObject[]>();
  known.set(steps, versions);
  const cached = versions.get(version);
  if (cached) return cached;
  const database = new DatabaseSync(':memory:', { enableDoubleQuotedStringLiterals: false });
  try {
    for (const step of steps.slice(0, version)) step(database);
    const objects = database.prepare(schemaQuery).all().map(schemaObject);
    versions.set(version, objects);
    return objects;
  } finally {
    database.close();
  }
}

const maxNamed = 20;
const maxNameLength = 100;

/** Returns missing, extra or changed objects, for example `trigger steal`. */
export function schemaDifferences(found: readonly SchemaObject[], expected: readonly SchemaObject[]): string[] {
  const identity = ({ type, name, table, sql }: SchemaObject): string => JSON.stringify([type, name, table, sql]);
  const counts = new Map<string, number>();
  for (const object of found) counts.set(identity(object), (counts.get(identity(object)) ?? 0) + 1);
  const wanted = new Set(expected.map(identity));
  const different = [
    ...found.filter((object) => !wanted.has(identity(object)) || (counts.get(identity(object)) ?? 0) > 1),
    ...expected.filter((object) => !counts.has(identity(object))),
  ];
  const names = different.map(({ type, name }) => `${type} ${name}`.slice(0, maxNameLength));
  return [...new Set(names)].slice(0, maxNamed);
}
