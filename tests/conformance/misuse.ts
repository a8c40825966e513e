// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { declarationOf } from './declarations.ts';

/** An ArrayBufferView in a message: property path, byte length, and byte length of its buffer. */
export type View = readonly [at: string, bytes: number, ofBuffer: number];

/** Records uses of `electron` that Electron would reject, ignore or crash on. */
export class MisuseLog {
  readonly entries: string[] = [];
  /** Number of views sent between processes. */
  crossed = 0;
  /** Views of larger buffers: structured clone sends the whole buffer. */
  readonly oversized: string[] = [];

  /** Throws even where Electron would ignore the misuse or crash. */
  fail(what: string): never {
    const frames = new Error(what).stack
      ?.split('\n')
      .slice(3, 6)
      .map((line) => line.trim());
    this.entries.push([what, ...(frames ?? [])].join(' | '));
    throw new TypeError(`electron misuse: ${what}`);
  }

  require(holds: boolean, what: string): asserts holds {
    if (!holds) this.fail(what);
  }

  /** Allows only what electron.d.ts declares for `type`. */
  options(value: object | undefined, type: string): void {
    const { members } = declarationOf(type);
    for (const key of Object.keys(value ?? {})) this.require(members.has(key), `${type} has no option ${key}`);
  }

  noteViews(views: readonly View[], where: string): void {
    this.crossed += views.length;
    const larger = views.filter(([, bytes, ofBuffer]) => bytes !== ofBuffer);
    this.oversized.push(...larger.map(([at, bytes, ofBuffer]) => `${where}${at}: ${bytes} of ${ofBuffer}`));
  }

  clone<T>(value: T, where: string): T {
    this.noteViews(viewsIn(value), where);
    try {
      return structuredClone(value);
    } catch (error) {
      return this.fail(`${where}: not cloneable (${String(error)})`);
    }
  }

  /** Members unknown to electron.d.ts or missing from the stand-in throw when accessed. */
  strict<T extends object>(target: T, type: string): T {
    const { members } = declarationOf(type);
    return this.#guard(target, type, members);
  }

  strictClass<T extends object>(target: T, type: string): T {
    return this.#guard(target, type, declarationOf(type).statics);
  }

  #guard<T extends object>(target: T, type: string, declared: ReadonlySet<string>): T {
    return new Proxy(target, {
      get: (_, key) => {
        // `await`, inspection and assertions look these up on any object.
        if (typeof key === 'symbol' || ['then', 'toJSON', 'constructor', 'prototype', 'nodeType'].includes(key)) {
          return Reflect.get(target, key, target);
        }
        if (!declared.has(key)) return this.fail(`${type} has no member ${key}`);
        if (!(key in target)) return this.fail(`${type}.${key} is not in the stand-in`);
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }
}

/** Refuses listeners for events Electron never emits. */
export class StrictEmitter extends EventEmitter {
  protected readonly log: MisuseLog;
  readonly #type: string;

  constructor(log: MisuseLog, type: string) {
    super();
    this.log = log;
    this.#type = type;
  }

  override on(event: string | symbol, listener: (...given: never[]) => void): this {
    const { events } = declarationOf(this.#type);
    this.log.require(typeof event === 'symbol' || events.has(event), `${this.#type} has no event ${String(event)}`);
    return super.on(event, listener as (...given: unknown[]) => void);
  }

  override once(event: string | symbol, listener: (...given: never[]) => void): this {
    const { events } = declarationOf(this.#type);
    this.log.require(typeof event === 'symbol' || events.has(event), `${this.#type} has no event ${String(event)}`);
    return super.once(event, listener as (...given: unknown[]) => void);
  }
}

export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable<T extends object>(more: T = {} as T): PreventableEvent & T {
  let prevented = false;
  return Object.defineProperty({ ...more, preventDefault: () => void (prevented = true) }, 'defaultPrevented', {
    get: () => prevented,
  }) as PreventableEvent & T;
}

export function viewsIn(value: unknown, at = '', seen = new Set<object>()): View[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  if (ArrayBuffer.isView(value)) return [[at, value.byteLength, value.buffer.byteLength]];
  const entries = value instanceof Map || value instanceof Set ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, each]) => viewsIn(each, `${at}.${String(key)}`, seen));
}
