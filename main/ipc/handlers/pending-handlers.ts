import { AppError } from '../../../shared/domain/app-error.ts';
import type { Handlers } from '../handler-types.ts';

const notYet = async (): Promise<never> => {
  throw new AppError('not-available');
};

/** Calls of part 2 whose service is still being built: each line goes with the slice that brings it. */
export const pendingHandlers = {
  'activity.list': notYet,
  'activity.verify': notYet,
  'activity.acceptSeal': notYet,
} satisfies Partial<Handlers>;
