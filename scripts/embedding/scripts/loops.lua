-- Never returns, and catches every error that it can.
function check()
  while true do
    pcall(function() while true do end end)
  end
end
