// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

export const roomNames = [
  'overview',
  'certificates',
  'tokens',
  'browsers',
  'backup',
  'enrolment',
  'find',
  'activity',
  'settings',
] as const;
export type RoomName = (typeof roomNames)[number] | 'help';

interface Route {
  readonly room: RoomName;
  readonly section: string | null;
}

export const useRoute = create<Route>()(() => ({ room: 'overview', section: null }));

export function goTo(room: RoomName, section: string | null = null): void {
  useRoute.setState({ room, section });
}
