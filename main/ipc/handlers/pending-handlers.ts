import { AppError } from '../../../shared/domain/app-error.ts';
import type { Handlers } from '../handler-types.ts';

const notYet = async (): Promise<never> => {
  throw new AppError('not-available');
};

/** Calls of part 2 whose service is still being built: each line goes with the slice that brings it. */
export const pendingHandlers = {
  'vault.export': notYet,
} satisfies Partial<Handlers>;
