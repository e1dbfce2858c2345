-- Somebody who reads a page every ten milliseconds.
dofile("wrk.lua")

function delay()
  return 10
end
