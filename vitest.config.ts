import { defineConfig } from 'vitest/config';
import react from '@vitejs/plugin-react';
import { SlowestFirst } from './scripts/test/slowest-first.ts';

/** Slow, and of parts that change seldom: `npm run test:full` runs them too. */
const rare: string[] = [];

export default defineConfig({
  test: {
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/support/vitest-setup.ts'],
          testTimeout: 20_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['tests/renderer/**/*.test.tsx'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'peers',
          include: ['tests/integration/**/*.test.ts'],
          exclude: rare,
          setupFiles: ['tests/support/vitest-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // Side by side: what a machine has only once (pcscd, pkcsslotd, Wine) is behind tests/support/machine-lock.ts.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'rare',
          include: rare,
          setupFiles: ['tests/support/vitest-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
