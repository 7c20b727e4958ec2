-- wrk: posts each line of a file once, as SNS does. Start with one thread, so that no line is sent twice. Written so that the
-- load takes little from what is measured beside it: wrk.format and a response function cost more than the sending.
local head = "POST /sns HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: "
local lines

function init(arguments)
  lines = io.lines(arguments[1])
end

function request()
  local line = lines()
  if line == nil then
    wrk.thread:stop()
    line = "{}"
  end
  return head .. #line .. "\r\n\r\n" .. line
end
