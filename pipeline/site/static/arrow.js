// What DuckDB imports of Apache Arrow, from the script that the page loaded.
export const { RecordBatchReader, Table, Type, tableToIPC } = globalThis.Arrow;
