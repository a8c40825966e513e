// SPDX-License-Identifier: Apache-2.0
import type { LucideIcon } from 'lucide-react';

/** What a person should know whatever they are doing. One line, with its action. */
export interface Notice {
  readonly id: string;
  readonly Icon: LucideIcon;
  readonly isBad?: boolean;
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly name: string; readonly run: () => void };
  /** Absent: it stays until it is dealt with. */
  readonly close?: { readonly name: string; readonly run: () => void };
}
