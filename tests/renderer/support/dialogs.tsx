// SPDX-License-Identifier: Apache-2.0
import { render } from '@testing-library/react';
import type { ReactElement, ReactNode } from 'react';
import { Dialogs } from '../../../renderer/app/dialogs.tsx';
import type { DialogInputs, DialogName } from '../../../renderer/state/dialogs/dialog-inputs.ts';
import { closeDialogs, useDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';

function WithDialogs({ children }: { readonly children: ReactNode }) {
  return (
    <>
      {children}
      <Dialogs />
    </>
  );
}

/** Like the window: dialogs opened by the element appear beside it. */
export function renderWithDialogs(element: ReactElement): ReturnType<typeof render> {
  closeDialogs();
  return render(element, { wrapper: WithDialogs });
}

export function openedWith<N extends DialogName>(name: N): DialogInputs[N] | null {
  const found = useDialogs.getState().open.find((each) => each.name === name);
  return found === undefined ? null : (found.input as DialogInputs[N]);
}

export function isOpen(name: DialogName): boolean {
  return useDialogs.getState().open.some((each) => each.name === name);
}
