// SPDX-License-Identifier: Apache-2.0
import { afterAll } from 'vitest';
import { keepOwnState } from './own-state.ts';

afterAll(keepOwnState());
