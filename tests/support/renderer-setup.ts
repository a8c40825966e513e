// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { afterAll } from 'vitest';

// A dialog that closes looks after the focus 50 ms later (`use-modal.ts`); the page must still be there.
afterAll(async () => setTimeout(60));
