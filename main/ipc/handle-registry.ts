// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/domain/errors/app-error.ts';

/** Paths and devices that a page refers to by id, because pages must not name them. */
export interface HandleRegistry<T> {
  /** Returns a stable id. */
  hold(thing: T): string;
  /** Throws `draft-expired`. */
  get(id: string): T;
}

const maxHeld = 500;

export function createHandleRegistry<T>(keyOf: (thing: T) => string): HandleRegistry<T> {
  const held = new Map<string, T>();
  return {
    hold(thing) {
      const key = keyOf(thing);
      const known = [...held].find(([, each]) => keyOf(each) === key)?.[0];
      const [oldest] = held.keys();
      if (known === undefined && held.size >= maxHeld && oldest !== undefined) held.delete(oldest);
      const id = known ?? randomUUID();
      held.set(id, thing);
      return id;
    },
    get(id) {
      const thing = held.get(id);
      if (thing === undefined) throw new AppError('draft-expired');
      return thing;
    },
  };
}
