import { afterAll } from 'vitest';
import { keepOwnState } from './own-state.ts';

afterAll(keepOwnState());
