// Times come as UTC and are shown in the reader's zone, with UTC where the pointer rests.
import { each, eachUnpainted } from "./arrivals.js";

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const AGO = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const UNITS = [["second", 60], ["minute", 60], ["hour", 24], ["day", 7], ["week", 5], ["month", 12], ["year", Infinity]];

eachUnpainted("time[datetime]", show);
setInterval(() => document.querySelectorAll("time[data-as=ago]").forEach(show), 15_000);

function show(time) {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.getTime())) return;
  const written = MOMENT.format(moment);
  time.title = `${moment.toISOString().replace("T", " ").replace(/\.\d+Z|Z/, "")} UTC`;
  if (time.dataset.as === "ago") {
    time.textContent = ago(moment);
    time.title = `${written}\n${time.title}`;
  } else {
    time.textContent = moment.toDateString() === new Date().toDateString() ? CLOCK.format(moment) : written;
  }
}

function ago(moment) {
  let value = (moment - Date.now()) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(value) < size) return AGO.format(Math.round(value), unit);
    value /= size;
  }
  return moment.toISOString();
}

// A form's times are typed in the reader's zone and asked for in UTC, as are those of an address that somebody was sent.
each("form[data-times]", form => {
  for (const field of form.querySelectorAll("[data-utc]")) {
    const moment = new Date(field.dataset.utc);
    if (!Number.isNaN(moment.getTime())) {
      field.value = new Date(moment - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
    }
  }
  form.addEventListener("formdata", event => {
    for (const [name, value] of [...event.formData]) {
      if (value === "") event.formData.delete(name);
      else if (form.elements[name]?.dataset?.utc !== undefined) event.formData.set(name, new Date(value).toISOString());
    }
  });
});
