// The SQL page opened from a disk: modules do not load there, so a plain script says what it needs.
"use strict";

if (location.protocol === "file:") {
  const place = document.querySelector("[data-status]");
  place.textContent = openbogo.say("파일로 연 페이지에서는 SQL을 실행할 수 없습니다. 이 폴더에서 openbogo serve 또는 python -m http.server를 실행하고 그 주소로 여세요.", "SQL cannot run in a page opened from a disk. Run openbogo serve, or python -m http.server in this folder, and open its address.");
  place.classList.add("bad");
}
