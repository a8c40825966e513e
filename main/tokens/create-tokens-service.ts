import { AppError } from '../../shared/domain/app-error.ts';
import type { TokensService } from './tokens-service.ts';

/** Not here yet: this file is replaced before the branch is merged. */
export function createTokensService(): TokensService {
  const absent = async (): Promise<never> => {
    throw new AppError('not-available');
  };
  return new Proxy({} as TokensService, {
    get: (_target, name) => (name === 'onChange' || name === 'close' ? () => undefined : absent),
  });
}
