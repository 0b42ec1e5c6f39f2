"""Why a fact about a person is not taken: one sentence each, for forms and rolls alike."""

from dataclasses import dataclass

from dongan_training.errors import UserError
from dongan_training.texts import N_


@dataclass(eq=False)
class FactRefused(UserError):
    """Base of every reason; a roll collects ``told()`` of all of them for each row."""

    advice = N_("没有保存。请核对后改正。")


@dataclass(eq=False)
class NameMissing(FactRefused):
    message = N_("没有姓名")


@dataclass(eq=False)
class NameTooLong(FactRefused):
    length: int
    most: int
    message = N_("姓名有 {length} 个字，最多 {most} 个字")


@dataclass(eq=False)
class NameUnprintable(FactRefused):
    signs: str
    message = N_("姓名里的“{signs}”没有字体能打印出来，表情符号请删去，生僻字请先用同音字代替")


@dataclass(eq=False)
class NameStrange(FactRefused):
    name: str
    message = N_("“{name}”不像姓名")


@dataclass(eq=False)
class IdNumberLostDigits(FactRefused):
    message = N_("身份证号被 Excel 当成数字，末尾几位已丢失，请把这一列设为“文本”后重新填写")


@dataclass(eq=False)
class IdNumberOld(FactRefused):
    message = N_("这是 15 位的旧身份证号，请填写 18 位的")


@dataclass(eq=False)
class IdNumberLength(FactRefused):
    length: int
    message = N_("身份证号应为 18 位，现在是 {length} 位")


@dataclass(eq=False)
class IdNumberShape(FactRefused):
    message = N_("身份证号里有不该出现的字符")


@dataclass(eq=False)
class IdNumberChecksum(FactRefused):
    message = N_("身份证号校验码不对，有数字填错了")


@dataclass(eq=False)
class IdNumberDate(FactRefused):
    message = N_("身份证号里的出生日期不存在")


@dataclass(eq=False)
class BirthUnknown(FactRefused):
    text: str
    message = N_("看不懂出生年月“{text}”，请写成 1980-01 这样")


@dataclass(eq=False)
class BirthAmbiguous(FactRefused):
    text: str
    message = N_("出生年月“{text}”分不清是 1 月还是 10 月，请写成 1980-10 这样")


@dataclass(eq=False)
class BirthImpossible(FactRefused):
    text: str
    message = N_("出生年月“{text}”不可能")


@dataclass(eq=False)
class BirthDisagrees(FactRefused):
    text: str
    message = N_("出生年月“{text}”与身份证号不一致")


@dataclass(eq=False)
class DayUnknown(FactRefused):
    field: str
    text: str
    message = N_("看不懂{field}“{text}”，请写成 2021-03 或 2021-03-15 这样")


@dataclass(eq=False)
class DayImpossible(FactRefused):
    field: str
    text: str
    message = N_("{field}“{text}”不可能：没有这一天，早于出生，或者还没有到")


@dataclass(eq=False)
class FullBeforeJoining(FactRefused):
    message = N_("转正时间早于入党时间")


@dataclass(eq=False)
class GenderUnknown(FactRefused):
    text: str
    message = N_("性别“{text}”不是男或女")


@dataclass(eq=False)
class GenderDisagrees(FactRefused):
    message = N_("性别与身份证号不一致")


@dataclass(eq=False)
class PhoneWrong(FactRefused):
    message = N_("联系电话不对：手机号应为 11 位，座机请带区号")


@dataclass(eq=False)
class PhoneSeveral(FactRefused):
    message = N_("联系电话只能填一个")


@dataclass(eq=False)
class TextTooLong(FactRefused):
    field: str
    most: int
    message = N_("{field}太长，最多 {most} 个字")


@dataclass(eq=False)
class OrganisationMissing(FactRefused):
    message = N_("没有乡镇和党组织")


@dataclass(eq=False)
class TownshipDisagrees(FactRefused):
    township: str
    other: str
    message = N_("乡镇写的是“{township}”，党组织却在“{other}”")
