-- wrk: posts each line of a file once, as SNS does. Start with one thread, so that no line is sent twice.
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
  return wrk.format("POST", "/sns", { ["Content-Type"] = "text/plain; charset=UTF-8" }, line)
end

local statuses = {}
function response(status)
  if status ~= 200 then
    statuses[status] = (statuses[status] or 0) + 1
    io.stderr:write("status " .. status .. "\n")
  end
end
