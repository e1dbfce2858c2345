-- What a run came to, in a line that the bench reads.
function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  io.write(string.format("RESULT %d %d %d %d\n", summary.requests, summary.duration, failed,
    latency:percentile(99)))
end
