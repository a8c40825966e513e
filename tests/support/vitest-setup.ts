// SPDX-License-Identifier: Apache-2.0
import { afterAll } from 'vitest';
import { keepOwnState } from './vault/own-state.ts';

afterAll(keepOwnState());
