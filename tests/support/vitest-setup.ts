import { afterAll } from 'vitest';
import { useOwnState } from './own-state.ts';

afterAll(useOwnState());
