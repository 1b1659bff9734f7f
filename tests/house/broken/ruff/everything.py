from typing import Any, cast
import os
from datetime import datetime

import bleach
import weasyprint
from markupsafe import Markup


def tell(when, *, deep: bool, flag: Any = None, a=1, b=2, c=3, d=4, e=5):
    print(datetime.now())
    if deep:
        if when:
            for each in when:
                if each:
                    while flag:
                        if a and b or c:
                            return cast(str, os.environ["HOME"])
                        elif d:
                            try:
                                return bleach.clean(each)
                            except Exception:
                                raise Exception("no")
    assert unknown
    return Markup(weasyprint)
