// SPDX-License-Identifier: Apache-2.0
/**
 * A structured clone copies a view's whole ArrayBuffer, which for a pooled Buffer may include PINs. Copies are zeroed
 * after `send`, which must clone synchronously.
 */
export function withExactViews<T>(message: unknown, send: (message: unknown) => T): T {
  const copies: ArrayBuffer[] = [];
  try {
    return send(exact(message, copies, new Map()));
  } finally {
    for (const copy of copies) new Uint8Array(copy).fill(0);
  }
}

/** `done` maps originals to copies, because an object may occur twice. */
function exact(value: unknown, copies: ArrayBuffer[], done: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (done.has(value)) return done.get(value);
  if (ArrayBuffer.isView(value)) {
    const view = exactView(value, copies);
    done.set(value, view);
    return view;
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    done.set(value, items);
    for (const item of value) items.push(exact(item, copies, done));
    return items;
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>();
    done.set(value, map);
    for (const [key, item] of value) map.set(exact(key, copies, done), exact(item, copies, done));
    return map;
  }
  if (value instanceof Set) {
    const set = new Set<unknown>();
    done.set(value, set);
    for (const item of value) set.add(exact(item, copies, done));
    return set;
  }
  if (Object.prototype.toString.call(value) !== '[object Object]') return value;
  const object: Record<string, unknown> = {};
  done.set(value, object);
  for (const [name, item] of Object.entries(value)) object[name] = exact(item, copies, done);
  return object;
}

function exactView(view: ArrayBufferView, copies: ArrayBuffer[]): ArrayBufferView {
  const { buffer, byteOffset, byteLength } = view;
  if (!(buffer instanceof ArrayBuffer)) return view;
  // Convert Buffers, because fork would preserve their type but utilityProcess would not.
  if (byteLength === buffer.byteLength) return view instanceof Buffer ? new Uint8Array(buffer) : view;
  // `slice` copies an ArrayBuffer, not a Buffer.
  const copy = buffer.slice(byteOffset, byteOffset + byteLength);
  copies.push(copy);
  if (view instanceof DataView) return new DataView(copy);
  if (view instanceof Uint8Array) return new Uint8Array(copy);
  const View = view.constructor as new (buffer: ArrayBuffer) => ArrayBufferView;
  return new View(copy);
}
