// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { DialogInputs, DialogName } from './dialog-inputs.ts';

export interface OpenDialog<N extends DialogName = DialogName> {
  readonly name: N;
  readonly input: DialogInputs[N];
  /** Unique, so that a reopened dialog starts with fresh state. */
  readonly number: number;
}

interface DialogsState {
  readonly open: readonly OpenDialog[];
}

export const useDialogs = create<DialogsState>()(() => ({ open: [] }));

let opened = 0;
const waiting = new Map<number, (result: unknown) => void>();

type Input<N extends DialogName> = DialogInputs[N] extends null ? [] : [input: DialogInputs[N]];

function familyOf(name: DialogName): string {
  return name.split('.')[0] ?? name;
}

/** Closes any dialog of the same family. Resolves with the dialog's result once it closes. */
export function openDialog<N extends DialogName>(name: N, ...[input]: Input<N>): Promise<unknown> {
  for (const each of useDialogs.getState().open) if (familyOf(each.name) === familyOf(name)) closeDialog(each.number);
  opened += 1;
  const dialog: OpenDialog = { name, input: input ?? null, number: opened };
  useDialogs.setState(({ open }) => ({ open: [...open, dialog] }));
  return new Promise((resolve) => waiting.set(dialog.number, resolve));
}

export function closeDialog(which: number | DialogName, result?: unknown): void {
  const { open } = useDialogs.getState();
  const closing = open.filter(({ name, number }) => which === name || which === number);
  useDialogs.setState({ open: open.filter((each) => !closing.includes(each)) });
  for (const { number } of closing) {
    waiting.get(number)?.(result);
    waiting.delete(number);
  }
}

export function isDialogOpen(name: DialogName): boolean {
  return useDialogs.getState().open.some((each) => each.name === name);
}

export function closeDialogs(): void {
  for (const { number } of useDialogs.getState().open) closeDialog(number);
}
