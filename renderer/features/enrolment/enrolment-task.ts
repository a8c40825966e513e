import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment.ts';

/** The one dialog of the room that may be open. */
export type EnrolmentTask =
  | { readonly kind: 'add' }
  | { readonly kind: 'confirm'; readonly held: HeldProfile }
  | { readonly kind: 'remove-profile'; readonly held: HeldProfile }
  /** Null: the first step asks which. */
  | { readonly kind: 'apply'; readonly profileId: string | null }
  | { readonly kind: 'show'; readonly request: PendingRequest }
  | { readonly kind: 'reply'; readonly request: PendingRequest }
  | { readonly kind: 'delete'; readonly request: PendingRequest };

export type StartTask = (task: EnrolmentTask) => void;
