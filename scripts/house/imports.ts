// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

export type Imports = ReadonlyMap<string, readonly string[]>;

const specifier =
  /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s+'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'\s*\)|(?:^|\n)import\s+'(\.[^']+)'/g;

export function importsOf(texts: ReadonlyMap<string, string>): Imports {
  return new Map(
    [...texts].map(([file, text]) => {
      const names = [...text.matchAll(specifier)].map(([, from, dynamic, effect]) => from ?? dynamic ?? effect ?? '');
      const targets = names.map((name) => path.posix.join(path.posix.dirname(file), name));
      return [file, [...new Set(targets)].filter((target) => texts.has(target))] as const;
    }),
  );
}

/** Finds import cycles as Tarjan's strongly connected components. */
export function circles(imports: Imports): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const found: string[][] = [];
  const visit = (file: string): void => {
    const number = order.size;
    order.set(file, number);
    low.set(file, number);
    stack.push(file);
    open.add(file);
    for (const next of imports.get(file) ?? []) {
      if (!order.has(next)) visit(next);
      if (open.has(next)) low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(file) !== number) return;
    const group: string[] = [];
    for (let last = stack.pop(); last !== undefined; last = stack.pop()) {
      open.delete(last);
      group.push(last);
      if (last === file) break;
    }
    if (group.length > 1) found.push(group);
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return found;
}
