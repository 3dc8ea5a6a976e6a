// Stops the embedded services of this run; given ones go on.
module.exports = async () => {
  await globalThis.stopRedressServices?.();
};
