// SPDX-License-Identifier: Apache-2.0
import { constants, DatabaseSync, type StatementSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { authorize, authorizeRows } from './authorize.ts';
import { expectedSchema, schemaDifferences, schemaObject, schemaQuery } from './expected-schema.ts';
import { migrations, type Migrations } from './migrations.ts';

export interface ConnectionOptions {
  readonly readOnly?: boolean;
  /** Milliseconds. Waiting blocks the thread. */
  readonly timeout?: number;
  readonly steps?: Migrations;
  /** Accepts any schema but reads table rows only. */
  readonly rowsOnly?: boolean;
  readonly closed?: () => void;
}

/** Long enough for another process's recovery, migration or transaction. */
export const lockTimeoutMs = 5000;

/** Excludes the check pragmas, which evaluate schema expressions. */
const pragmaAlone = /^PRAGMA (?!\w*_check\b)/;

/**
 * The file is untrusted: planted triggers, views, CHECKs, DEFAULTs or other expressions would run in our statements. So
 * each transaction first compares the schema's text, and an authorizer denies triggers and views.
 */
export class VaultConnection extends DatabaseSync {
  readonly steps: Migrations;
  readonly #closed: (() => void) | undefined;
  readonly #rowsOnly: boolean;
  /** Schema and data version: `writable_schema` edits may leave the schema version unchanged. */
  #compared: readonly [unknown, unknown] | null = null;
  #versions: { readonly schema: StatementSync; readonly data: StatementSync } | null = null;
  #isVacuuming = false;

  /** Throws `runtime-too-old`, `vault-tampered` (details: `objects`), `vault-newer`. */
  constructor(location: string | URL, options: ConnectionOptions = {}) {
    const { rowsOnly = false, readOnly = rowsOnly, timeout = 0, steps = migrations, closed } = options;
    // Node before 24.10 can't deny planted triggers.
    if (typeof (DatabaseSync.prototype as Partial<DatabaseSync>).setAuthorizer !== 'function') {
      throw new AppError('runtime-too-old', { version: process.versions.node });
    }
    super(location, {
      readOnly,
      timeout,
      defensive: true,
      enableForeignKeyConstraints: true,
      enableDoubleQuotedStringLiterals: false,
    });
    this.steps = steps;
    this.#closed = closed;
    this.#rowsOnly = rowsOnly;
    try {
      this.setAuthorizer((action, ...rest) => {
        if (this.#isVacuuming && action === constants.SQLITE_ATTACH) return constants.SQLITE_OK;
        return rowsOnly ? authorizeRows(action, ...rest) : authorize(action, ...rest);
      });
      this.compareSchema();
      this.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
      if (rowsOnly) this.exec('PRAGMA ignore_check_constraints = ON');
    } catch (error) {
      this.close();
      throw error;
    }
  }

  override exec(sql: string): void {
    super.exec(sql);
    if (!sql.startsWith('BEGIN')) return;
    try {
      this.#requireExpectedSchema();
    } catch (error) {
      if (this.isTransaction) super.exec('ROLLBACK');
      throw error;
    }
  }

  override prepare(sql: string): StatementSync {
    const statement = this.#compile(sql);
    return pragmaAlone.test(sql) ? statement : this.#guard(statement);
  }

  override close(): void {
    super.close();
    this.#closed?.();
  }

  compareSchema(): void {
    this.#inTransaction(() => undefined);
  }

  /** If `into` is a path, writes a copy. Safe without a transaction, because VACUUM runs no triggers or CHECKs. */
  vacuum(into: string | null = null): void {
    this.compareSchema();
    this.#isVacuuming = true;
    try {
      if (into === null) super.exec('VACUUM');
      else super.prepare('VACUUM INTO ?').run(into);
    } finally {
      this.#isVacuuming = false;
    }
    this.compareSchema();
  }

  /** On failure, checks whether a planted schema is the cause. */
  #compile(sql: string): StatementSync {
    try {
      return super.prepare(sql);
    } catch (error) {
      if (!this.isTransaction) this.compareSchema();
      throw error;
    }
  }

  #guard(statement: StatementSync): StatementSync {
    const { get, all, run, iterate } = statement;
    const guarded = <A extends unknown[], T>(method: (...given: A) => T) => {
      const call = (...given: A): T => method.apply(statement, given);
      return (...given: A): T => (this.isTransaction ? call(...given) : this.#inTransaction(() => call(...given)));
    };
    return Object.assign(statement, {
      get: guarded(get as (...given: unknown[]) => unknown),
      all: guarded(all as (...given: unknown[]) => unknown),
      run: guarded(run as (...given: unknown[]) => unknown),
      iterate: (...given: Parameters<StatementSync['iterate']>) => this.#iterate(() => iterate.apply(statement, given)),
    });
  }

  #inTransaction<T>(work: () => T): T {
    this.exec('BEGIN');
    try {
      const result = work();
      super.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.isTransaction) super.exec('ROLLBACK');
      throw error;
    }
  }

  *#iterate<T>(rows: () => Iterable<T>): Generator<T> {
    const own = !this.isTransaction;
    if (own) this.exec('BEGIN');
    try {
      yield* rows();
    } finally {
      if (own && this.isOpen && this.isTransaction) super.exec('COMMIT');
    }
  }

  #requireExpectedSchema(): void {
    if (this.#rowsOnly) return;
    this.#versions ??= {
      schema: super.prepare('PRAGMA schema_version'),
      data: super.prepare('PRAGMA data_version'),
    };
    // BEGIN is deferred. This read fixes the snapshot, so the schema can't change after the comparison.
    const schema = this.#versions.schema.get()?.['schema_version'];
    const data = this.#versions.data.get()?.['data_version'];
    if (this.#compared?.[0] === schema && this.#compared?.[1] === data) return;
    this.#compared = null;
    const found = Number(super.prepare('PRAGMA user_version').get()?.['user_version']);
    const supported = this.steps.length;
    if (found > supported) throw new AppError('vault-newer', { found, supported });
    const objects = schemaDifferences(
      super.prepare(schemaQuery).all().map(schemaObject),
      expectedSchema(found, this.steps),
    );
    if (objects.length > 0) throw new AppError('vault-tampered', { objects });
    this.#compared = [schema, data];
  }
}
