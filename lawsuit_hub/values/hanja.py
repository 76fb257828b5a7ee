"""How Hanja are read in Korean: the name 洪吉童 is 홍길동. Knows the 4,888 Hanja of KS X 1001, which stand in the order of their reading."""

import unicodedata
from bisect import bisect_right

_ENCODING = "euc_kr"  # KS X 1001, two bytes a letter
_FIRST_HANJA = "伽".encode(_ENCODING)

# A reading, and the first letter of the standard that is read so; the letters up to the next pair are read the same.
_FIRST_READ_SO = (
    "가伽각刻간侃갈乫감勘갑匣강剛개介객喀갱坑갹醵거倨건乾걸乞검儉겁劫게偈격擊견堅결抉겸兼경京계係고古곡哭"
    "곤困골汨공供과寡곽槨관串괄刮광侊괘卦괴乖굉宏교交구丘국國군君굴堀궁宮권倦궐厥궤机귀晷규叫균勻귤橘극克"
    "근僅금今급伋긍亘기企긴緊길佶끽喫나儺난暖날捏남南납納낭囊내乃녀女년年념念녕寗노努농濃뇌惱뇨尿눈嫩눌訥"
    "뉴杻능能니尼닉匿다多단丹달撻담啖답沓당唐대代덕德도倒독毒돈墩돌乭동仝두兜둔屯득得등嶝라喇락樂란亂랄剌"
    "람嵐랍拉랑廊래來랭冷략掠량亮려侶력力련憐렬冽렴廉렵獵령令례例로勞록碌론論롱壟뢰儡료了룡龍루壘류劉륙六"
    "륜侖률律륭隆륵勒름凜릉凌리俚린吝림林립砬마摩막寞만万말唜망亡매埋맥脈맹孟멱冪면免멸滅명冥몌袂모侮목木"
    "몰歿몽夢묘卯무務묵墨문們물勿미味민岷밀密박剝반伴발勃방倣배倍백伯번幡벌伐범凡법法벽僻변卞별別병丙보保"
    "복伏본本볼乶봉俸부付북北분分불不붕崩비丕빈嚬빙憑사乍삭削산傘살乷삼三삽揷상上새塞색穡생牲서墅석夕선仙"
    "설卨섬剡섭攝성城세世소召속俗손孫솔率송宋쇄刷쇠衰수修숙叔순巡술戌숭崇슬瑟습濕승丞시侍식埴신伸실失심審"
    "십什쌍雙씨氏아亞악堊안安알斡암唵압壓앙仰애厓액厄앵櫻야也약弱양佯어圄억億언偃얼孼엄俺업嶪엔円여予역亦"
    "연嚥열悅염厭엽曄영塋예乂오五옥屋온溫올兀옹壅와渦완婉왈曰왕往왜倭외外요僥욕慾용俑우于욱勖운云울蔚웅熊"
    "원元월月위位유乳육堉윤允율聿융戎은垠을乙음吟읍揖응凝의依이二익瀷인人일一임任입入잉仍자仔작作잔孱잠岑"
    "잡雜장丈재再쟁爭저佇적勣전佃절切점占접接정丁제制조俎족族존存졸卒종倧좌佐죄罪주主죽竹준俊줄茁중中즉卽"
    "즐櫛즙楫증增지之직直진唇질侄짐斟집執징徵차且착捉찬撰찰刹참僭창倉채債책冊처凄척倜천仟철凸첨僉첩堞청廳"
    "체剃초初촉促촌寸총叢촬撮최催추墜축丑춘春출出충充췌悴취取측側층層치侈칙則친親칠七침侵칩蟄칭秤쾌快타他"
    "탁倬탄呑탈奪탐探탑塔탕宕태兌택宅탱撑터攄토兎통慟퇴堆투偸특慝틈闖파坡판判팔八패佩팽彭퍅愎편便폄貶평坪"
    "폐吠포佈폭幅표俵품品풍楓피彼필匹핍乏하下학壑한寒할割함函합合항亢해亥핵劾행倖향享허噓헌憲헐歇험險혁奕"
    "현俔혈孑혐嫌협俠형亨혜兮호乎혹惑혼婚홀忽홍哄화化확廓환丸활活황凰회匯획劃횡宖효哮후侯훈勛훙薨훤喧훼卉"
    "휘彙휴休휼恤흉兇흑黑흔昕흘吃흠欠흡吸흥興희僖힐詰"
)
_READINGS = _FIRST_READ_SO[::2]
_STARTS = [letter.encode(_ENCODING) for letter in _FIRST_READ_SO[1::2]]
_SURNAMES = {"金": "김"}  # elsewhere 금
_USUAL = {
    "金": "금",
    "寧": "녕",
    "樂": "락",
    "宅": "택",
    "泌": "필",
    "不": "불",
}  # of several readings, where the standard has the rarer one


def read_hanja(name: str) -> str:
    """Every Hanja by its reading, all else as it stands."""
    if name.isascii() or all("가" <= letter <= "힣" for letter in name):
        return name
    letters = unicodedata.normalize("NFKC", name)
    return "".join(
        _SURNAMES[one] if not place and one in _SURNAMES else _read(one) for place, one in enumerate(letters)
    )


def _read(letter: str) -> str:
    if letter in _USUAL:
        return _USUAL[letter]
    try:
        code = letter.encode(_ENCODING)
    except UnicodeEncodeError:
        return letter
    return letter if code < _FIRST_HANJA else _READINGS[bisect_right(_STARTS, code) - 1]
