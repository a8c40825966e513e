import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The slowest files of tests/integration, slowest first (`npm test` prints them at its end). Begun early, none of them is
 * left to run alone at the end. Only the order depends on this list.
 */
const slowest: readonly string[] = [];

/** A clean clone has no times of an earlier run to go by. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = slowest.indexOf(relative('tests/integration', moduleId).replaceAll('\\', '/'));
      return at === -1 ? slowest.length : at;
    };
    // oxlint-disable-next-line unicorn/no-array-sort -- vitest's own sequencer, not an array
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => place(a) - place(b));
  }
}
