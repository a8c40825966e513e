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
/** Help is at the bottom of the rail. */
export type RoomName = (typeof roomNames)[number] | 'help';

export const useRoute = create<{ readonly room: RoomName }>()(() => ({ room: 'overview' }));

export function goTo(room: RoomName): void {
  useRoute.setState({ room });
}
