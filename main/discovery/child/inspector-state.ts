// SPDX-License-Identifier: Apache-2.0
/** Identifies the current file, in case it hangs the thread or exhausts memory. */
export interface InspectorState {
  readonly cells: Int32Array<SharedArrayBuffer>;
  readonly sha256: Uint8Array<SharedArrayBuffer>;
}

const cells = { place: 0, begun: 1 } as const;

export function newInspectorState(): InspectorState {
  return { cells: new Int32Array(new SharedArrayBuffer(8)), sha256: new Uint8Array(new SharedArrayBuffer(32)) };
}

export function noteFile(state: InspectorState, place: number): void {
  Atomics.store(state.cells, cells.begun, 0);
  Atomics.store(state.cells, cells.place, place);
}

export function noteContent(state: InspectorState, sha256: string): void {
  state.sha256.set(Buffer.from(sha256, 'hex'));
  Atomics.store(state.cells, cells.begun, 1);
}

/** `sha256` is null until the file has been read. */
export function notedFile(state: InspectorState): { readonly place: number; readonly sha256: string | null } {
  const begun = Atomics.load(state.cells, cells.begun) === 1;
  return {
    place: Atomics.load(state.cells, cells.place),
    sha256: begun ? Buffer.from(state.sha256).toString('hex') : null,
  };
}
