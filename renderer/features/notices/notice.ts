// SPDX-License-Identifier: Apache-2.0
import type { LucideIcon } from 'lucide-react';

export interface Notice {
  readonly id: string;
  readonly Icon: LucideIcon;
  readonly isBad?: boolean;
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly name: string; readonly run: () => void };
  /** If absent, the notice stays until resolved. */
  readonly close?: { readonly name: string; readonly run: () => void };
}
