// SPDX-License-Identifier: Apache-2.0
import {
  Archive,
  FileBadge,
  FilePlus2,
  Globe,
  History,
  type LucideIcon,
  ScanSearch,
  Settings,
  Usb,
} from 'lucide-react';
import type { RoomName } from '../state/route-store.ts';

export const roomIcons: Record<RoomName, LucideIcon> = {
  certificates: FileBadge,
  tokens: Usb,
  browsers: Globe,
  backup: Archive,
  enrolment: FilePlus2,
  find: ScanSearch,
  activity: History,
  settings: Settings,
};
