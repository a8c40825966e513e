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
export type RoomName = (typeof roomNames)[number];

export const useRoute = create<{ readonly room: RoomName }>()(() => ({ room: 'overview' }));

export function goTo(room: RoomName): void {
  useRoute.setState({ room });
}
