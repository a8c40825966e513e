// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { CallOutput, Contract, GroupName } from '../../shared/ipc/contract.ts';
import type { CallDefinition } from '../../shared/ipc/define.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { Host, SettingsStore } from '../hosts/host.ts';
import type { ProblemLog } from '../problems/problem-log.ts';
import type { ReminderClock } from '../reminders/reminder-clock.ts';
import type { Services } from '../services.ts';
import type { PageHandles } from './page-handles.ts';
import type { Places } from './places.ts';
import type { ResolveDestination } from './resolve-destination.ts';

export interface CallContext {
  /** Aborts on cancel, shutdown, `Presence.onAway` or `vault lock`. */
  readonly signal: AbortSignal;
  /** `fraction` is 0 to 1, or null. `step` is a catalogue key. */
  progress(fraction: number | null, step: string): void;
}

type Sent<T> = T extends object ? { readonly [K in keyof T]: Sent<T[K]> } : T;
type Answer<T> = T extends Record<string, never> ? T | void : Sent<T>;

type Handler<D extends CallDefinition> = (
  input: z.infer<D['input']>,
  context: CallContext,
) => Answer<z.infer<D['output']>> | Promise<Answer<z.infer<D['output']>>>;

export type AllHandlers = {
  readonly [G in GroupName]: {
    readonly [C in keyof Contract[G]]: Contract[G][C] extends infer D extends CallDefinition ? Handler<D> : never;
  };
};

/** The router itself serves `operations`, because it knows what is running. */
export type Handlers = Omit<AllHandlers, 'operations'>;

export interface AppFacts {
  readonly problems: ProblemLog;
  readonly version: string;
  readonly tokensUnavailable: string | null;
  licences(): Promise<CallOutput<'app.licences'>['packages']>;
}

export interface HandlerParts {
  readonly host: Host;
  readonly services: Services;
  readonly reminderClock: Pick<ReminderClock, 'left' | 'seen'>;
  readonly settings: SettingsStore;
  readonly facts: AppFacts;
  readonly language: () => Language;
  readonly places: Places;
  readonly held: PageHandles;
  readonly resolveDestination: ResolveDestination;
}
