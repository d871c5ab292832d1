-- An alarm where a sample is far from the others of its sensor.
function check(samples, number)
  local deviation = pl.abs(samples - samples:mean{axis = 1})
  local spread = samples:std{axis = 1}
  for sensor = 1, samples.shape[2] do
    local at = deviation[{":", sensor}]:argmax()
    local far = deviation(at, sensor) / spread[sensor]
    if far > 6 then alarm(sensor, ("window %d, %.0f ms: %.1f deviations"):format(number, 1000 * (at - 1) / rate, far)) end
  end
end
