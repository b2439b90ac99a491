import {
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  SqliteQueryCompiler,
} from "kysely";

/**
 * SQLite plans by the values of parameters where it can, and so compiles a statement anew at each execution: for most questions that takes
 * ten times as long as to answer them. A plus before it, which changes no value, hides a parameter from that. What a plan needs to know,
 * as the condition of a partial index, stands in the text (`sql.lit`).
 */
class SettledQueryCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return "+?";
  }
}

/** SQLite takes changes of tables back like those of rows. kysely does not count on it, and would leave half a migration behind. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** On a full disk SQLite has taken the transaction back itself; what would be told then is that there is none, and not why. */
class CandidDriver extends SqliteDriver {
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch((error: unknown) => {
      if (!(error instanceof Error && /no transaction is active/.test(error.message))) throw error;
    });
  }
}

/** kysely's dialect, with all steps of a migration in one transaction. */
export function sqliteDialect(config: SqliteDialectConfig): Dialect {
  const dialect = new SqliteDialect(config);
  return {
    createDriver: () => new CandidDriver(config),
    createQueryCompiler: () => new SettledQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createAdapter: () => new TransactionalAdapter(),
  };
}
