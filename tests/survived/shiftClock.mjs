// Loaded before the server: its clock then says so much more than it is. Only the days and hours are off; what is
// measured within the process (time-outs, limits) goes on as it does when somebody sets the clock of a machine.
const shiftMs = Number(process.env.SHIFT_CLOCK_MS);
const Real = Date;

globalThis.Date = class extends Real {
  constructor(...parts) {
    if (parts.length === 0) super(Real.now() + shiftMs);
    else super(...parts);
  }

  static now() {
    return Real.now() + shiftMs;
  }
};
