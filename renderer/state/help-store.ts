// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { goTo, type RoomName, useRoute } from './route-store.ts';

export const guideNames = [
  'install',
  'usb-key',
  'renew',
  'backup',
  'new-computer',
  'lost',
  'passwords',
  'recovery-code',
  'first-application',
  'browser',
  'choose',
  'sm2',
  'scripts',
  'safety',
  'unproven',
] as const;
export type GuideName = (typeof guideNames)[number];

const guideOfRoom: Partial<Record<RoomName, GuideName>> = {
  certificates: 'install',
  tokens: 'usb-key',
  browsers: 'browser',
  backup: 'backup',
  enrolment: 'renew',
  find: 'new-computer',
};

interface Help {
  readonly open: GuideName | null;
  readonly left: GuideName | null;
  readonly from: { readonly room: RoomName; readonly section: string | null } | null;
  readonly isDirect: boolean;
}

export const useHelp = create<Help>()(() => ({ open: null, left: null, from: null, isDirect: false }));

export function openHelp(open: GuideName | null): void {
  const { room, section } = useRoute.getState();
  const before = useHelp.getState();
  if (room === 'help') useHelp.setState({ open, left: null, isDirect: before.isDirect && before.open !== null });
  else useHelp.setState({ open, left: null, isDirect: true, from: { room, section } });
  goTo('help');
}

export function openShortcuts(): void {
  openHelp(null);
  goTo('help', 'shortcuts');
}

export function leaveHelp(): RoomName | null {
  const { open, from, isDirect } = useHelp.getState();
  if (from === null || (open !== null && !isDirect)) {
    if (open !== null) closeGuide();
    return null;
  }
  goTo(from.room, from.section);
  return from.room;
}

export function closeGuide(): void {
  useHelp.setState(({ open }) => ({ open: null, left: open }));
}

export function openHelpOfRoom(): void {
  const { room } = useRoute.getState();
  openHelp(guideOfRoom[room] ?? null);
}
