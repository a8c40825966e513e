// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '../../../.github/workflows');
const files = readdirSync(folder);
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

async function errorsOf(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

describe.each(files)('%s', (name) => {
  test('[P07] is a valid GitHub workflow', async () => {
    expect(await errorsOf(name, textOf(name))).toEqual([]);
  });

  test('[P07] pins actions by commit, with the version in a comment', () => {
    const uses = textOf(name).match(/uses: .*/g) ?? [];
    expect(uses).not.toEqual([]);
    expect(uses.filter((line) => !/^uses: [\w/-]+@[0-9a-f]{40} # v[\d.]+$/.test(line))).toEqual([]);
  });

  test('[P07] has read-only permissions by default and leaves no token in the clone', () => {
    expect(textOf(name)).toMatch(/^permissions:\n {2}contents: read\n\w/m);
    expect(textOf(name)).not.toMatch(/secrets\.|write-all|pull_request_target/);
    expect(textOf(name).match(/actions\/checkout@/g)?.length).toBe(
      textOf(name).match(/persist-credentials: false/g)?.length,
    );
  });
});

test.each([
  ['runs-on:', 'runs_on:'],
  ['pull_request:', 'pull_requests:'],
  ['timeout-minutes: 90', 'timeout-minutes: soon'],
  ['${{ matrix.system }}', '${{ matrix.system }'],
  ['contents: read', 'contents: reed'],
])('[P07] a workflow with %s changed to %s is refused', async (right, wrong) => {
  const content = textOf('test.yml');
  expect(content).toContain(right);
  expect(await errorsOf('test.yml', content.replace(right, wrong))).not.toEqual([]);
});
