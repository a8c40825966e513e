// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

export const roomNames = [
  'certificates',
  'tokens',
  'browsers',
  'backup',
  'enrolment',
  'find',
  'activity',
  'settings',
] as const;
export type RoomName = (typeof roomNames)[number];

export const useRoute = create<{ readonly room: RoomName }>()(() => ({ room: 'certificates' }));

export function goTo(room: RoomName): void {
  useRoute.setState({ room });
}
