-- Wrong in a different way each time: an error of its own, a sensor that is not there, samples that it may not write.
function check(samples, number)
  if number % 3 == 1 then error "I do not like these samples" end
  if number % 3 == 2 then alarm(99, "no such sensor") end
  samples[1] = 0
end
