/** Names every test that was skipped: a run that leaves something out says so. */
export default class {
  onTestResult(_test, { testResults }) {
    for (const { status, fullName } of testResults)
      if (status === "pending") process.stdout.write(`skipped: ${fullName}\n`);
  }
}
