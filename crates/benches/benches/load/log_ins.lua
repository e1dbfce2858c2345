-- People who log in with the right password, one after the other.
dofile("wrk.lua")

local PEOPLE = 16
local sent = 0
local headers = {
  ["Content-Type"] = "application/x-www-form-urlencoded",
  ["Sec-Fetch-Site"] = "same-origin",
}

function request()
  sent = sent + 1
  local form = "email=person" .. sent % PEOPLE .. "%40example.com&password=correct+horse+battery"
  return wrk.format("POST", "/login", headers, form)
end
