// SPDX-License-Identifier: Apache-2.0
/**
 * A strict parser for Prometheus' text exposition format 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). Also rejects timestamps and free comments.
 */
export interface ParsedMetric {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: { readonly labels: Record<string, string>; readonly value: number }[];
}

export function parseExposition(text: string): ParsedMetric[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no line feed');
  const metrics = new Map<string, ParsedMetric>();
  const seen = new Set<string>();
  const closed = new Set<string>();
  let open = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const reader = new Reader(line);
    const name = line.startsWith('#') ? reader.comment(metrics) : reader.sample(metrics, seen);
    if (name !== open) {
      closed.add(open);
      if (closed.has(name)) throw new Error(`lines of ${name} are not together`);
      open = name;
    }
  }
  return [...metrics.values()];
}

class Reader {
  #at = 0;
  readonly #line: string;

  constructor(line: string) {
    this.#line = line;
  }

  comment(metrics: Map<string, ParsedMetric>): string {
    this.#expect('# ');
    const keyword = this.#until(' ');
    const name = this.#until(' ');
    requireName(name, true);
    const rest = this.#line.slice(this.#at);
    const known = metrics.get(name);
    if (known !== undefined && known.samples.length > 0) throw new Error(`${keyword} of ${name} after its samples`);
    if (keyword === 'HELP') {
      if (known !== undefined) throw new Error(`a second HELP or one after TYPE: ${name}`);
      if (/\\(?![\\n])/.test(rest)) throw new Error(`a bad escape in HELP of ${name}`);
      metrics.set(name, { name, help: rest, type: 'untyped', samples: [] });
    } else if (keyword === 'TYPE') {
      if (!['counter', 'gauge', 'histogram', 'summary', 'untyped'].includes(rest)) throw new Error(`type ${rest}`);
      if (known === undefined || known.type !== 'untyped') throw new Error(`TYPE of ${name} without HELP, or twice`);
      metrics.set(name, { ...known, type: rest });
    } else throw new Error(`comment ${keyword}`);
    return name;
  }

  sample(metrics: Map<string, ParsedMetric>, seen: Set<string>): string {
    const end = /[{ ]/.exec(this.#line)?.index ?? 0;
    const name = this.#line.slice(0, end);
    requireName(name, true);
    this.#at = end;
    const labels: Record<string, string> = {};
    if (this.#peek() === '{') {
      this.#expect('{');
      while (this.#peek() !== '}') {
        const label = this.#until('=');
        requireName(label, false);
        if (label.startsWith('__') || Object.hasOwn(labels, label)) throw new Error(`label ${label}`);
        labels[label] = this.#quoted();
        if (this.#peek() === ',') this.#expect(',');
        else if (this.#peek() !== '}') throw new Error(`no comma after ${label}`);
      }
      this.#expect('}');
    }
    this.#expect(' ');
    const value = this.#line.slice(this.#at);
    if (!/^[+-]?(?:\d+(?:\.\d*)?(?:e[+-]?\d+)?|Inf)$|^NaN$/i.test(value))
      throw new Error(`value or timestamp: ${value}`);
    const metric = metrics.get(name);
    if (metric === undefined) throw new Error(`a sample of ${name} before its HELP and TYPE`);
    const key = JSON.stringify([name, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    if (seen.has(key)) throw new Error(`the same series twice: ${key}`);
    seen.add(key);
    metric.samples.push({ labels, value: Number(value) });
    return name;
  }

  #peek(): string {
    return this.#line[this.#at] ?? '';
  }

  #expect(text: string): void {
    if (!this.#line.startsWith(text, this.#at)) throw new Error(`no ${text} at ${this.#at} of ${this.#line}`);
    this.#at += text.length;
  }

  #until(stop: string): string {
    const end = this.#line.indexOf(stop, this.#at);
    if (end === -1) throw new Error(`no ${stop} in ${this.#line}`);
    const text = this.#line.slice(this.#at, end);
    this.#at = end + stop.length;
    return text;
  }

  #quoted(): string {
    this.#expect('"');
    let text = '';
    for (;;) {
      const character = this.#peek();
      if (character === '') throw new Error('a label value has no end');
      this.#at += 1;
      if (character === '"') return text;
      if (character !== '\\') {
        text += character;
        continue;
      }
      const escaped = { n: '\n', '\\': '\\', '"': '"' }[this.#peek()];
      if (escaped === undefined) throw new Error(`escape \\${this.#peek()}`);
      text += escaped;
      this.#at += 1;
    }
  }
}

function requireName(name: string, colons: boolean): void {
  if (!(colons ? /^[a-zA-Z_:][a-zA-Z0-9_:]*$/ : /^[a-zA-Z_][a-zA-Z0-9_]*$/).test(name)) throw new Error(`name ${name}`);
}
