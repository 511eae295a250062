// What DuckDB imports of Apache Arrow, which is a plain script: it comes with the engine.
await new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = new URL("../vendor/Arrow.es2015.min.js", import.meta.url).href;
  script.onload = resolve;
  script.onerror = () => reject(new Error(script.src));
  document.head.append(script);
});
export const { RecordBatchReader, Table, Type, tableToIPC } = globalThis.Arrow;
