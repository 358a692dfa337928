// A reporter for machines: one line of JSON for each test, with what it failed by.
export default async function* lines(source) {
  for await (const { type, data } of source) {
    if ((type === 'test:pass' || type === 'test:fail') && data.details?.type !== 'suite') {
      const error = data.details?.error;
      const thrown = error?.cause ?? error;
      yield JSON.stringify({
        name: data.name,
        passed: type === 'test:pass',
        skipped: data.skip !== undefined,
        ms: Math.round(data.details?.duration_ms ?? 0),
        error: type === 'test:fail' ? String(thrown?.stack ?? thrown) : '',
      }) + '\n';
    }
  }
}
